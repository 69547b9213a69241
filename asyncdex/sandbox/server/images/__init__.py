"""Pages and covers, drawn when they are first asked for."""

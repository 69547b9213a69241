"""What people bring to the service beside the catalogue: uploads, reports, clients, settings and the like."""

"""What MangaDex sends and takes, as frozen structs; never shown to users."""

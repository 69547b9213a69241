"""The page at `/_sandbox`, on which a person sees what the sandbox is asked and turns its switches."""

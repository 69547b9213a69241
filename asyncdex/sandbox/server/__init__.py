"""The server behind the sandbox.

It shares no code with the client, so a mistake on one side shows on the other.
"""

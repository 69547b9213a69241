"""One call to the API: five small parts and the loop that composes them."""

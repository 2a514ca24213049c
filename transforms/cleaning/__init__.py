"""What cleaning is made of: characters, documents, captions and credits, datelines, agencies, boilerplate."""

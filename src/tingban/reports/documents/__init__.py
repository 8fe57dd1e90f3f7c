"""Papers of the engine: one composition, set as pdf and docx on the page of GB/T 9704."""

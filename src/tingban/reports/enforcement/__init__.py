"""Files and papers of enforcement."""

"""Problems, and the orders to put them right; a problem knows no case."""

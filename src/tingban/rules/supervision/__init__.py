"""通报、提醒、约谈、督办、督导 (DOMAIN 3.4, 3.5): so far the papers that they send."""

"""Cases from receipt to 办结, and the identity vault apart from them."""

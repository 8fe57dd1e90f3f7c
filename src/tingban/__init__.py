"""听办: a city makes property companies keep their contracts."""

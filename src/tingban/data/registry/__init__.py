"""Communities, companies, contracts, service levels, owner bodies and the campaign."""

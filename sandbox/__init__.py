"""A small workspace that speaks Slack's wire protocol, so that Inrole runs complete without an account."""

"""What we do and how we are reached: flows, Slack, web, command line and clock."""

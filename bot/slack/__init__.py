"""The edge that knows Slack's field names: facts in, messages and views out; payloads in, facts out."""

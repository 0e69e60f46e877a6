"""How people and programs reach us over HTTP: pages, API and health."""

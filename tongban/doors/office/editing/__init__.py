"""The editor of a draft (事项编辑): one text, shown as a form and as YAML; each alters only what was touched."""

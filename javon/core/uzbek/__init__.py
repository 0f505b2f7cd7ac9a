"""Any Uzbek or Russian text, in any script and with any apostrophe: keys, scripts, order, words."""

"""The look: layouts, components, styles, small scripts, icons, generated covers."""

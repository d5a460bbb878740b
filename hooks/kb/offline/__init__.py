"""The finished site -> a bundle for people without a connection: packed, checked, updated.

pages, assets -> packing -> archive (zip) and manifest;  verifying;  updating -> applying;  zim
"""

"""The generator: YAML records -> checked -> linked -> Markdown pages and data files.

It knows neither MkDocs nor the subject of the knowledge base: collections and views are discovered (`kb.discovery`),
what they hold stands beside their schemas. The way of the data, and of the modules:

    reading -> schema, translating -> library -> checking -> rendering -> exporting, offline
"""

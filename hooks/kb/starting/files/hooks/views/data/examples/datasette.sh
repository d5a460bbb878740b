pip install datasette
datasette {bundle}.sqlite

"""Importers and exporters, one format a file; imported people matched to contacts."""

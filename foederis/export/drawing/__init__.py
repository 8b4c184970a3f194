"""Views and charts as pictures, by matplotlib, which only the modules of this folder import."""

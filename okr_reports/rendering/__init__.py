"""How a pack looks: HTML, PDF and workbook."""

"""The consolidated reply as one plain object, and its forms: page, PDF, DOCX, Markdown, JSON."""

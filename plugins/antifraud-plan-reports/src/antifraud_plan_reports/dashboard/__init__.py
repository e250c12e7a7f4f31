"""The dashboard (考核看板): one page of HTML that needs no network and no program but a browser."""

"""The compliance report (考核情况报告)."""

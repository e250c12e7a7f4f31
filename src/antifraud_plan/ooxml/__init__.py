"""What every Office file is made of: zip parts, safe XML and limits against hostile files."""

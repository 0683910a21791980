package io.selvage.gateway.backend;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.entity.NamedValue;

/**
 * Puts named values in the place of <code>{{name}}</code> in a property of a backend.
 */
final class NamedValueText {

	private final CatalogSnapshot snapshot;

	NamedValueText(CatalogSnapshot snapshot) {
		this.snapshot = snapshot;
	}

	String expand(String text) {
		int open = text.indexOf("{{");
		if (open < 0) {
			return text;
		}
		StringBuilder expanded = new StringBuilder();
		int at = 0;
		while (open >= 0) {
			int close = text.indexOf("}}", open + 2);
			if (close < 0) {
				break;
			}
			expanded.append(text, at, open).append(value(text.substring(open + 2, close).trim()));
			at = close + 2;
			open = text.indexOf("{{", at);
		}
		return expanded.append(text, at, text.length()).toString();
	}

	private String value(String displayName) {
		NamedValue value = this.snapshot.namedValue(displayName);
		if (value == null) {
			throw new UnusableBackendException("there is no named value '" + displayName + "'");
		}
		if (value.value() == null) {
			throw new UnusableBackendException("the value of the named value '" + displayName + "' is not known (yet)");
		}
		return value.value().reveal();
	}

}

package io.selvage.gateway.policy.liquid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An XML element as templates see it: child elements and attributes are members, found
 * without regard to case and prefix; a repeated child is a list; its text is its content.
 */
final class XmlValue implements LiquidObject {

	private final Map<String, List<XmlValue>> children = new LinkedHashMap<>();

	private final Map<String, String> attributes = new LinkedHashMap<>();

	private final StringBuilder text = new StringBuilder();

	private final boolean nilIsNull;

	private boolean nil;

	XmlValue(boolean nilIsNull) {
		this.nilIsNull = nilIsNull;
	}

	void add(String name, XmlValue child) {
		this.children.computeIfAbsent(name.toLowerCase(Locale.ROOT), (key) -> new ArrayList<>(1)).add(child);
	}

	void attribute(String name, String value) {
		this.attributes.put(name.toLowerCase(Locale.ROOT), value);
	}

	void append(String characters) {
		this.text.append(characters);
	}

	void markNil() {
		this.nil = true;
	}

	/** A plain string for an element of nothing but text, so that comparisons work. */
	private @Nullable Object simplified() {
		if (this.nil) {
			return this.nilIsNull ? null : "";
		}
		return this.children.isEmpty() ? this.text.toString() : this;
	}

	@Override
	public @Nullable Object member(String name) {
		String key = name.toLowerCase(Locale.ROOT);
		List<XmlValue> found = this.children.get(key);
		if (found == null) {
			String plain = key.startsWith("@") ? key.substring(1) : key;
			return this.attributes.get(plain);
		}
		if (found.size() == 1) {
			return found.get(0).simplified();
		}
		List<Object> items = new ArrayList<>(found.size());
		for (XmlValue child : found) {
			Object item = child.simplified();
			items.add((item != null) ? item : "");
		}
		return items;
	}

	@Override
	public String toString() {
		StringBuilder all = new StringBuilder(this.text);
		this.children.values().forEach((list) -> list.forEach(all::append));
		return all.toString();
	}

}

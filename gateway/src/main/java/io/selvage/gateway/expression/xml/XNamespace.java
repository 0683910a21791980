package io.selvage.gateway.expression.xml;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * An XML namespace (System.Xml.Linq.XNamespace).
 *
 * @param name the namespace name; empty for none
 */
public record XNamespace(String name) {

	public static final XNamespace NONE = new XNamespace("");

	public static final XNamespace XML = new XNamespace("http://www.w3.org/XML/1998/namespace");

	public static final XNamespace XMLNS = new XNamespace("http://www.w3.org/2000/xmlns/");

	public static XNamespace of(@Nullable String name) {
		if (name == null) {
			throw ClrException.argumentNull("namespaceName");
		}
		return name.isEmpty() ? NONE : new XNamespace(name);
	}

	public XName name(@Nullable String localName) {
		if (localName == null) {
			throw ClrException.argumentNull("localName");
		}
		return new XName(this, localName);
	}

	@Override
	public String toString() {
		return this.name;
	}

}

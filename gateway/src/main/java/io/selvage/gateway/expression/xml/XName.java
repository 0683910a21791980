package io.selvage.gateway.expression.xml;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * The expanded name of an element or attribute (System.Xml.Linq.XName).
 *
 * @param namespace the namespace
 * @param localName the name within it
 */
public record XName(XNamespace namespace, String localName) {

	public XName {
		if (!XmlNames.isNcName(localName)) {
			throw new ClrException("System.Xml.XmlException", "'" + localName + "' is not a valid XML name.");
		}
	}

	/**
	 * Reads a name.
	 * @param expanded {@code name} or <code>{namespace}name</code>
	 * @return the name
	 */
	public static XName of(@Nullable String expanded) {
		if (expanded == null) {
			throw ClrException.argumentNull("expandedName");
		}
		if (expanded.isEmpty()) {
			throw ClrException.argument("'' is an invalid expanded name.");
		}
		if (expanded.charAt(0) != '{') {
			return new XName(XNamespace.NONE, expanded);
		}
		int close = expanded.lastIndexOf('}');
		if (close <= 1 || close == expanded.length() - 1) {
			throw ClrException.argument("'" + expanded + "' is an invalid expanded name.");
		}
		return new XName(XNamespace.of(expanded.substring(1, close)), expanded.substring(close + 1));
	}

	public String namespaceName() {
		return this.namespace.name();
	}

	@Override
	public String toString() {
		return this.namespace.name().isEmpty() ? this.localName : "{" + this.namespace.name() + "}" + this.localName;
	}

}

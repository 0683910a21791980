package io.selvage.gateway.expression.xml;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * A comment (System.Xml.Linq.XComment).
 */
public final class XComment extends XNode {

	private String value = "";

	public XComment(@Nullable String value) {
		value(value);
	}

	@Override
	public int nodeType() {
		return 8;
	}

	public String value() {
		return this.value;
	}

	public final void value(@Nullable String other) {
		if (other == null) {
			throw ClrException.argumentNull("value");
		}
		this.value = other;
	}

	@Override
	XNode copy(int depth) {
		return new XComment(this.value);
	}

}

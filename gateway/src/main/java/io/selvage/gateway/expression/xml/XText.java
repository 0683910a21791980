package io.selvage.gateway.expression.xml;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Text (System.Xml.Linq.XText).
 */
public sealed class XText extends XNode permits XCData {

	private String value;

	public XText(@Nullable String value) {
		if (value == null) {
			throw ClrException.argumentNull("value");
		}
		this.value = value;
	}

	@Override
	public int nodeType() {
		return 3;
	}

	public String value() {
		return this.value;
	}

	public void value(@Nullable String other) {
		if (other == null) {
			throw ClrException.argumentNull("value");
		}
		this.value = other;
	}

	@Override
	XNode copy(int depth) {
		return new XText(this.value);
	}

}

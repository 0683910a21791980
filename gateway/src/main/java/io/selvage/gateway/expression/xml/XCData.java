package io.selvage.gateway.expression.xml;

import org.jspecify.annotations.Nullable;

/**
 * Text in a CDATA section (System.Xml.Linq.XCData).
 */
public final class XCData extends XText {

	public XCData(@Nullable String value) {
		super(value);
	}

	@Override
	public int nodeType() {
		return 4;
	}

	@Override
	XNode copy(int depth) {
		return new XCData(value());
	}

}

package io.selvage.gateway.expression.json;

import org.jspecify.annotations.Nullable;

/**
 * Text that is written into JSON as it is (Newtonsoft.Json.Linq.JRaw).
 */
public final class JRaw extends JValue {

	public JRaw(@Nullable Object rawJson) {
		super(JTokenType.RAW, rawJson);
	}

	@Override
	JRaw clone(int depth) {
		return new JRaw(value());
	}

}

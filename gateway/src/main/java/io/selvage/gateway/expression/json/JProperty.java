package io.selvage.gateway.expression.json;

import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * A property of a JSON object (Newtonsoft.Json.Linq.JProperty): a name and exactly one
 * value.
 */
public final class JProperty extends JContainer {

	private final String name;

	private JToken value;

	/**
	 * Creates a property.
	 * @param name the name
	 * @param content the value: a token, a value, or an iterable of such, which becomes
	 * an array
	 */
	public JProperty(@Nullable String name, @Nullable Object content) {
		if (name == null) {
			throw ClrException.argumentNull("name");
		}
		this.name = name;
		List<@Nullable Object> parts = JsonContent.multiple(content);
		this.value = JValue.nullValue();
		value((parts != null) ? new JArray(parts) : JsonContent.toToken(content));
	}

	@Override
	public JTokenType type() {
		return JTokenType.PROPERTY;
	}

	public String name() {
		return this.name;
	}

	public JToken value() {
		return this.value;
	}

	public void value(@Nullable JToken token) {
		setItem(0, JsonContent.toToken(token));
	}

	@Override
	public int count() {
		return 1;
	}

	@Override
	public @Nullable JToken get(@Nullable Object key) {
		throw noChild(key);
	}

	@Override
	public void set(@Nullable Object key, @Nullable JToken token) {
		throw noChild(key);
	}

	private static ClrException noChild(@Nullable Object key) {
		return ClrException.invalidOperation("A JProperty has no child '" + key + "'.");
	}

	@Override
	JToken item(int index) {
		return this.value;
	}

	@Override
	void insertItem(int index, JToken token) {
		throw oneValue();
	}

	@Override
	void removeItem(int index) {
		throw oneValue();
	}

	private static ClrException oneValue() {
		return new ClrException("Newtonsoft.Json.JsonException",
				"Newtonsoft.Json.Linq.JProperty cannot have multiple values, and its value cannot be removed.");
	}

	@Override
	void setItem(int index, JToken token) {
		if (token == this.value && token.parent == this) {
			return;
		}
		if (token instanceof JProperty) {
			throw argument("Can not add Newtonsoft.Json.Linq.JProperty to Newtonsoft.Json.Linq.JProperty.");
		}
		JToken own = adopt(token);
		this.value.parent = null;
		this.value = own;
	}

	@Override
	JProperty clone(int depth) {
		checkDepth(depth);
		return new JProperty(this.name, this.value.clone(depth + 1));
	}

}

package io.selvage.gateway.expression.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object (Newtonsoft.Json.Linq.JObject): properties in order, found by name.
 */
public final class JObject extends JContainer {

	private final List<JProperty> properties = new ArrayList<>();

	private final Map<String, JProperty> byName = new HashMap<>();

	public JObject() {
	}

	/**
	 * Creates an object.
	 * @param content its properties: a {@link JProperty} or an iterable of such
	 */
	public JObject(@Nullable Object content) {
		add(content);
	}

	/**
	 * Reads a JSON object.
	 * @param json the text
	 * @return the object
	 */
	public static JObject parse(@Nullable String json) {
		return (JObject) JsonReader.read(json, "JObject", true);
	}

	/**
	 * Reads a JSON object of a body.
	 * @param json the text
	 * @param evaluation whose budget must have room for it
	 * @return the object
	 */
	public static JObject parse(String json, Evaluation evaluation) {
		JsonBudget.announce(evaluation, json);
		return parse(json);
	}

	/**
	 * Makes an object of a .NET value.
	 * @param value a dictionary or an object with properties
	 * @param evaluation whose budget applies
	 * @return the object
	 */
	public static JObject fromObject(Object value, Evaluation evaluation) {
		if (JsonSerializer.toToken(value, evaluation) instanceof JObject object) {
			return object;
		}
		throw argument("The value serializes to something else than a JSON object.");
	}

	@Override
	public JTokenType type() {
		return JTokenType.OBJECT;
	}

	@Override
	public int count() {
		return this.properties.size();
	}

	@Override
	JProperty item(int index) {
		return this.properties.get(index);
	}

	public List<JProperty> properties() {
		return List.copyOf(this.properties);
	}

	public @Nullable JProperty property(String name) {
		return this.byName.get(name);
	}

	/**
	 * Finds a property, exactly or else by another spelling of its case.
	 * @param name the name
	 * @param ignoreCase whether another spelling will do
	 * @return null if there is none
	 */
	public @Nullable JProperty property(String name, boolean ignoreCase) {
		JProperty exact = this.byName.get(name);
		if (exact != null || !ignoreCase) {
			return exact;
		}
		for (JProperty property : this.properties) {
			if (property.name().equalsIgnoreCase(name)) {
				return property;
			}
		}
		return null;
	}

	public boolean containsKey(String name) {
		return this.byName.containsKey(name);
	}

	/**
	 * Returns the value of a property.
	 * @param name the name
	 * @return null if there is no such property; JSON's null is a {@link JValue}
	 */
	public @Nullable JToken get(String name) {
		JProperty property = this.byName.get(name);
		return (property != null) ? property.value() : null;
	}

	@Override
	public @Nullable JToken get(@Nullable Object key) {
		return get(nameOf(key));
	}

	@Override
	public void set(@Nullable Object key, @Nullable JToken value) {
		set(nameOf(key), value);
	}

	/**
	 * Sets the value of a property, which is added if it is new.
	 * @param name the name
	 * @param value the value; null means JSON's null
	 */
	public void set(String name, @Nullable JToken value) {
		JProperty property = this.byName.get(name);
		if (property != null) {
			property.value(value);
		}
		else {
			add(new JProperty(name, value));
		}
	}

	private static String nameOf(@Nullable Object key) {
		if (key instanceof String name) {
			return name;
		}
		if (key == null) {
			throw ClrException.argumentNull("key");
		}
		throw argument("An object is accessed by a property name, not by '" + key + "'.");
	}

	/**
	 * Adds a property.
	 * @param name the name, which must be new
	 * @param value the value
	 */
	public void add(String name, @Nullable JToken value) {
		add(new JProperty(name, value));
	}

	public boolean remove(String name) {
		JProperty property = this.byName.get(name);
		if (property != null) {
			property.remove();
		}
		return property != null;
	}

	@Override
	void insertItem(int index, JToken token) {
		JProperty property = asProperty(token);
		if (this.byName.containsKey(property.name())) {
			throw duplicate(property);
		}
		this.byName.put(property.name(), property);
		this.properties.add(index, property);
	}

	private static JProperty asProperty(JToken token) {
		if (token instanceof JProperty property) {
			return property;
		}
		throw argument("Can not add " + JsonContent.className(token) + " to Newtonsoft.Json.Linq.JObject.");
	}

	private static ClrException duplicate(JProperty property) {
		return argument("Can not add property " + property.name()
				+ " to Newtonsoft.Json.Linq.JObject. Property with the same name already exists on object.");
	}

	@Override
	void removeItem(int index) {
		JProperty property = this.properties.remove(index);
		this.byName.remove(property.name());
		property.parent = null;
	}

	@Override
	void setItem(int index, JToken token) {
		JProperty old = this.properties.get(index);
		if (old == token) {
			return;
		}
		JProperty next = asProperty(token);
		if (!next.name().equals(old.name()) && this.byName.containsKey(next.name())) {
			throw duplicate(next);
		}
		JProperty own = (JProperty) adopt(next);
		this.byName.remove(old.name());
		old.parent = null;
		this.byName.put(own.name(), own);
		this.properties.set(index, own);
	}

	@Override
	public void removeAll() {
		this.properties.forEach((property) -> property.parent = null);
		this.properties.clear();
		this.byName.clear();
	}

	@Override
	JObject clone(int depth) {
		checkDepth(depth);
		JObject copy = new JObject();
		for (JProperty property : this.properties) {
			JProperty own = property.clone(depth + 1);
			own.parent = copy;
			copy.properties.add(own);
			copy.byName.put(own.name(), own);
		}
		return copy;
	}

}

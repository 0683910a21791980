package io.selvage.catalog.resource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The properties of a resource or of an object inside one, in canonical order.
 */
public final class Schema {

	private final List<Property> properties = new ArrayList<>();

	private final Map<String, Property> byName = new HashMap<>();

	private boolean guarded;

	Schema() {
	}

	/** Only while the contract is read: schemas may refer to one another. */
	void add(Property property) {
		this.properties.add(property);
		this.guarded |= property.is(Property.Trait.SECRET) || property.is(Property.Trait.SENSITIVE);
		this.byName.put(property.name().toLowerCase(Locale.ROOT), property);
		if (property.formerly() != null) {
			this.byName.putIfAbsent(property.formerly().name().toLowerCase(Locale.ROOT), property);
		}
	}

	/**
	 * The properties in canonical order.
	 * @return an unmodifiable view
	 */
	public List<Property> properties() {
		return Collections.unmodifiableList(this.properties);
	}

	/**
	 * Whether what is not known in an object of this kind may be a secret: it stands
	 * beside others.
	 * @return true if unknown properties are treated as credentials
	 */
	public boolean isGuarded() {
		return this.guarded;
	}

	/**
	 * Finds a property as authors write it: any case, blanks around it, an older name.
	 * @param name the name
	 * @return the property, or null
	 */
	public @Nullable Property find(String name) {
		Property exact = this.byName.get(name);
		return (exact != null) ? exact : this.byName.get(name.strip().toLowerCase(Locale.ROOT));
	}

}

package io.selvage.catalog.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The identity of a resource below its API Management service, for example
 * {@code /apis/orders/operations/get}. Names keep their spelling and compare without
 * regard to case, as everywhere in Azure Resource Manager. Subscription, resource group
 * and service are no part of it: a configuration moves between services unchanged.
 */
public final class ResourceId {

	private static final String SERVICE_MARK = "/providers/microsoft.apimanagement/service/";

	private final ResourceType type;

	private final @Nullable ResourceId parent;

	private final String name;

	private final int hash;

	private ResourceId(ResourceType type, @Nullable ResourceId parent, String name) {
		this.type = type;
		this.parent = parent;
		this.name = name;
		this.hash = Objects.hash(type.path(), parent, name.toLowerCase(Locale.ROOT));
	}

	/**
	 * The identity of a resource directly below the service.
	 * @param type a type without a parent type
	 * @param name the resource name
	 * @return the identity
	 */
	public static ResourceId of(ResourceType type, String name) {
		if (type.parent() != null) {
			throw new IllegalArgumentException("A resource of type " + type.path() + " needs a parent");
		}
		return new ResourceId(type, null, name);
	}

	/**
	 * Parses a path below the service ({@code /backends/x}) or a full Resource Manager id
	 * of any service; names of older api-versions are understood.
	 * @param path the path
	 * @return the identity, or null if it names no resource of a known type
	 */
	public static @Nullable ResourceId parse(String path) {
		String relative = belowService(path);
		List<String> segments = new ArrayList<>();
		for (String segment : relative.split("/")) {
			if (!segment.isEmpty()) {
				segments.add(segment);
			}
		}
		if (segments.isEmpty() || segments.size() % 2 != 0) {
			return null;
		}
		ResourceId id = null;
		for (int i = 0; i < segments.size(); i += 2) {
			ResourceType type = ResourceType.find((id != null) ? id.type() : null, segments.get(i));
			if (type == null) {
				return null;
			}
			id = new ResourceId(type, id, segments.get(i + 1));
		}
		return id;
	}

	/**
	 * Parses a reference to a resource of a known service-level type by its last two
	 * segments: full ids of another service, {@code /backends/x}, {@code backends/x} and
	 * the bare name mean the same.
	 * @param type the type the reference must have
	 * @param reference the reference
	 * @return the identity, or null if the reference names another type
	 */
	public static @Nullable ResourceId reference(ResourceType type, String reference) {
		String text = reference.strip();
		while (text.endsWith("/")) {
			text = text.substring(0, text.length() - 1);
		}
		int last = text.lastIndexOf('/');
		if (last < 0) {
			return text.isEmpty() ? null : of(type, text);
		}
		String name = text.substring(last + 1);
		int before = text.lastIndexOf('/', last - 1);
		String collection = text.substring(before + 1, last);
		return type.isCollection(collection) ? of(type, name) : null;
	}

	private static String belowService(String path) {
		int mark = path.toLowerCase(Locale.ROOT).indexOf(SERVICE_MARK);
		if (mark < 0) {
			return path;
		}
		int service = path.indexOf('/', mark + SERVICE_MARK.length());
		return (service < 0) ? "" : path.substring(service);
	}

	/**
	 * A child of this resource.
	 * @param collection the collection, for example {@code operations}
	 * @param childName the name of the child
	 * @return its identity
	 * @throws IllegalArgumentException if the contract has no such collection here
	 */
	public ResourceId child(String collection, String childName) {
		ResourceType childType = ResourceType.find(this.type, collection);
		if (childType == null) {
			throw new IllegalArgumentException("Resources of type " + this.type.path() + " have no " + collection);
		}
		return new ResourceId(childType, this, childName);
	}

	public ResourceType type() {
		return this.type;
	}

	/**
	 * The resource this one lives and dies with.
	 * @return the parent, or null directly below the service
	 */
	public @Nullable ResourceId parent() {
		return this.parent;
	}

	/**
	 * The last segment.
	 * @return the resource name, as spelled by its author
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Whether this lies below another resource, at any depth.
	 * @param ancestor the other resource
	 * @return true if it does
	 */
	public boolean isBelow(ResourceId ancestor) {
		for (ResourceId up = this.parent; up != null; up = up.parent) {
			if (up.equals(ancestor)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The path below the service.
	 * @return for example {@code /apis/orders/operations/get}
	 */
	public String path() {
		String own = "/" + this.type.collection() + "/" + this.name;
		return (this.parent != null) ? this.parent.path() + own : own;
	}

	@Override
	public boolean equals(Object other) {
		return this == other || (other instanceof ResourceId id && this.hash == id.hash && this.type == id.type
				&& this.name.equalsIgnoreCase(id.name) && Objects.equals(this.parent, id.parent));
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	@Override
	public String toString() {
		return path();
	}

}

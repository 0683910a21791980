package io.selvage.catalog.management;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * The path of a call, taken apart. Doubled slashes count as one, names are decoded
 * segment by segment, so that {@code apis/a;rev=2} and {@code apis/a%3Brev%3D2} mean the
 * same.
 *
 * @param service the path of the service, or of the enclosing scope if the call is about
 * that, as the caller spelled it
 * @param place what the call is about
 */
record ManagementPath(String service, Place place) {

	private static final List<String> SERVICE = List.of("subscriptions", "*", "resourcegroups", "*", "providers",
			"microsoft.apimanagement", "service", "*");

	/** Where the description of the API is. */
	static final String DESCRIPTION = "openapi.json";

	/** Below what exports are. */
	static final String EXPORTS = "exports";

	/**
	 * What a call is about.
	 */
	sealed interface Place {

		/**
		 * A scope around the service: {@code subscriptions/s},
		 * {@code …/resourceGroups/g}.
		 */
		record Scope(List<String> segments) implements Place {
		}

		/** The description of the API. */
		record Description() implements Place {
		}

		/** A document that was exported. */
		record Export(String fileName) implements Place {
		}

		/** The service itself. */
		record Service(String name) implements Place {
		}

		/** All resources of a type below a parent. */
		record Collection(ResourceType type, @Nullable ResourceId parent) implements Place {
		}

		/** One resource. */
		record Item(ResourceId id) implements Place {
		}

		/**
		 * A named thing that belongs to a resource, or to the service if there is none.
		 */
		record Member(@Nullable ResourceId id, List<String> names) implements Place {

			String name() {
				return this.names.get(0);
			}

		}

	}

	/**
	 * Takes a path apart.
	 * @param rawPath the path, percent-encoded
	 * @return the path, or null if it is none of the management API
	 */
	static @Nullable ManagementPath parse(String rawPath) {
		List<String> segments = segments(rawPath);
		if (segments != null && segments.equals(List.of(DESCRIPTION))) {
			return new ManagementPath("", new Place.Description());
		}
		if (segments != null && segments.size() == 2 && segments.get(0).equals(EXPORTS)) {
			return new ManagementPath("", new Place.Export(segments.get(1)));
		}
		if (segments == null || segments.isEmpty() || !segments.get(0).equalsIgnoreCase("subscriptions")) {
			return null;
		}
		int common = 0;
		while (common < SERVICE.size() && common < segments.size()
				&& (SERVICE.get(common).equals("*") || SERVICE.get(common).equalsIgnoreCase(segments.get(common)))) {
			common++;
		}
		if (common < SERVICE.size()) {
			return new ManagementPath("/" + String.join("/", segments), new Place.Scope(List.copyOf(segments)));
		}
		String service = "/" + String.join("/", segments.subList(0, SERVICE.size()));
		return new ManagementPath(service,
				place(segments.get(SERVICE.size() - 1), segments.subList(SERVICE.size(), segments.size())));
	}

	private static Place place(String serviceName, List<String> segments) {
		if (segments.isEmpty()) {
			return new Place.Service(serviceName);
		}
		ResourceId id = null;
		int at = 0;
		while (at < segments.size()) {
			ResourceType type = ResourceType.find((id != null) ? id.type() : null, segments.get(at));
			if (type == null) {
				return new Place.Member(id, List.copyOf(segments.subList(at, segments.size())));
			}
			if (at + 1 == segments.size()) {
				return new Place.Collection(type, id);
			}
			id = (id != null) ? id.child(segments.get(at), segments.get(at + 1))
					: ResourceId.of(type, segments.get(at + 1));
			at += 2;
		}
		return (id != null) ? new Place.Item(id) : new Place.Service(serviceName);
	}

	private static @Nullable List<String> segments(String rawPath) {
		List<String> segments = new ArrayList<>();
		for (String segment : rawPath.split("/")) {
			if (!segment.isEmpty()) {
				try {
					// A plus is a plus in a path; only a query reads it as a blank.
					segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
				}
				catch (IllegalArgumentException malformed) {
					return null;
				}
			}
		}
		return segments;
	}

}

package io.selvage.catalog.directory;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * The files of one unit of the tree (an API with all that lies below it, a backend, …) by
 * what they are.
 *
 * @param bodies {@code …Information.json} by resource
 * @param policies {@code policy.xml} by the resource it belongs to; the global policy has
 * none
 * @param specifications {@code specification.*} by API
 * @param schemas {@code schema.*} by the schema of the service whose document it is
 * @param links lists such as {@code apis.json} by the resource they belong to
 * @param unknown files that have no place in the layout
 */
record UnitParts(Map<ResourceId, Artifact> bodies, Map<ResourceId, Artifact> policies,
		Map<ResourceId, Artifact> specifications, Map<ResourceId, Artifact> schemas, Map<Artifact, ResourceId> links,
		Map<String, Artifact> unknown) {

	private static final String BODY_SUFFIX = "Information.json";

	private static final ResourceId GLOBAL_POLICY = ResourceId.of(ResourceType.POLICIES, "policy");

	UnitParts() {
		this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(),
				new LinkedHashMap<>(), new LinkedHashMap<>());
	}

	/** Puts a file where it belongs. */
	void add(Artifact artifact) {
		String[] segments = artifact.file().split("/");
		int folders = segments.length - 1;
		String name = artifact.name();
		ResourceId id = Layout.resource(segments, folders);
		if (name.equals("policy.xml") && (folders == 0 || id != null)) {
			addPolicy(id, artifact);
		}
		else if (id == null) {
			this.unknown.put(artifact.file(), artifact);
		}
		else if (name.endsWith(BODY_SUFFIX)) {
			this.bodies.put(id, artifact);
		}
		else if (name.toLowerCase(Locale.ROOT).startsWith("specification.") && id.type() == ResourceType.APIS) {
			this.specifications.put(id, artifact);
		}
		else if (SchemaReader.isDocument(id, name)) {
			this.schemas.put(id, artifact);
		}
		else if (linkType(id, name) != null) {
			this.links.put(artifact, id);
		}
		else {
			this.unknown.put(artifact.file(), artifact);
		}
	}

	private void addPolicy(@Nullable ResourceId id, Artifact artifact) {
		if (id == null) {
			this.policies.put(GLOBAL_POLICY, artifact);
		}
		else if (id.type().collection().equals(ResourceType.POLICY_FRAGMENTS.collection())) {
			this.policies.put(id, artifact);
		}
		else if (ResourceType.find(id.type(), "policies") != null) {
			this.policies.put(id.child("policies", "policy"), artifact);
		}
		else {
			this.unknown.put(artifact.file(), artifact);
		}
	}

	/** The type of link a list such as {@code apis.json} makes, or null. */
	static @Nullable ResourceType linkType(ResourceId id, String fileName) {
		if (!fileName.endsWith(".json")) {
			return null;
		}
		ResourceType type = ResourceType.find(id.type(), fileName.substring(0, fileName.length() - 5));
		return (type != null && type.isLink()) ? type : null;
	}

}

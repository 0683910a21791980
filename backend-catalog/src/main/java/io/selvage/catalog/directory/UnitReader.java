package io.selvage.catalog.directory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.selvage.catalog.certificate.CertificateFacts;
import io.selvage.catalog.resource.DocumentException;
import io.selvage.catalog.resource.Origin;
import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceReader;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the files of one unit into resources.
 */
final class UnitReader {

	private final UnitParts parts = new UnitParts();

	private final UnitResult result = new UnitResult();

	private final ConfigurationOverrides overrides;

	private final ApiReader apis = new ApiReader(this.parts, this.result, this::overlaid);

	private UnitReader(ConfigurationOverrides overrides) {
		this.overrides = overrides;
	}

	/**
	 * Reads a unit.
	 * @param artifacts its files
	 * @param current the body of the current revision of an API whose other revision this
	 * is, or null
	 * @param overrides properties of the environment
	 * @return the resources with what is wrong or dangerous
	 */
	static UnitResult read(List<Artifact> artifacts, @Nullable Artifact current, ConfigurationOverrides overrides) {
		UnitReader reader = new UnitReader(overrides);
		artifacts.forEach(reader.parts::add);
		reader.readOutsideTheLayout();
		reader.readBodies(current);
		reader.parts.schemas().forEach(reader::readSchema);
		reader.parts.policies().forEach(reader::readPolicy);
		reader.parts.links().forEach(reader::readLinks);
		return reader.result;
	}

	/** JSON files at the top may be Resource Manager templates and their parameters. */
	private void readOutsideTheLayout() {
		Map<String, JsonNode> documents = new LinkedHashMap<>();
		Set<String> malformed = new HashSet<>();
		this.parts.unknown().forEach((file, artifact) -> {
			if (!file.endsWith(".json") || file.contains("/")) {
				this.result.warning(artifact, "The file has no place in the layout and is not used.");
				return;
			}
			JsonNode document = parse(artifact);
			if (document != null) {
				documents.put(file, document);
			}
			else {
				malformed.add(Layout.templateOf(file));
			}
		});
		Map<String, JsonNode> parameters = new HashMap<>();
		documents.forEach((file, document) -> {
			if (!ArmTemplate.isTemplate(document)) {
				String template = Layout.templateOf(file);
				boolean needed = this.parts.unknown().containsKey(template) && !template.equals(file);
				if (needed && ArmTemplate.isParameters(document)) {
					parameters.put(template, document.path("parameters"));
				}
				else {
					this.result.warning(artifact(file), unused(needed ? template : null));
				}
			}
		});
		documents.forEach((file, document) -> {
			// Without its parameters it would be blamed for what is wrong with them.
			if (ArmTemplate.isTemplate(document) && !malformed.contains(file)) {
				readTemplate(artifact(file),
						ArmTemplate.read(document, parameters.getOrDefault(file, MissingNode.getInstance())));
			}
		});
	}

	private Artifact artifact(String file) {
		return Objects.requireNonNull(this.parts.unknown().get(file));
	}

	private static String unused(@Nullable String template) {
		return (template != null)
				? "The file is not used: to give values to " + template
						+ " it needs a '$schema' of deploymentParameters.json and an object 'parameters'."
				: "The file has no place in the layout and is not used.";
	}

	private void readTemplate(Artifact artifact, ArmTemplate template) {
		for (ArmTemplate.Problem problem : template.problems()) {
			this.result.error(artifact, problem.message(), JsonPositions.find(artifact.text(), problem.path()));
		}
		for (ArmTemplate.Item item : template.items()) {
			Source source = new Source(artifact, item.path());
			if (item.id().type() == ResourceType.APIS) {
				this.apis.read(item.id(), source, item.body(), null);
			}
			else {
				this.result.add(read(item.id(), item.body()), source);
			}
		}
	}

	private void readBodies(@Nullable Artifact current) {
		this.parts.bodies().forEach((id, artifact) -> {
			JsonNode body = parse(artifact);
			if (body == null) {
				return;
			}
			if (id.type() == ResourceType.APIS) {
				JsonNode inherited = (current != null) ? parse(current) : null;
				this.apis.read(id, new Source(artifact), body, inherited);
			}
			else if (!this.parts.policies().containsKey(id) && !this.parts.schemas().containsKey(id)) {
				readOther(id, artifact, body);
			}
		});
		this.parts.specifications().forEach((id, artifact) -> {
			if (!this.parts.bodies().containsKey(id)) {
				this.result.error(artifact, "The API '" + id.name() + "' has no apiInformation.json.", null);
			}
		});
	}

	private void readOther(ResourceId id, Artifact artifact, JsonNode body) {
		if (id.type() == ResourceType.POLICY_FRAGMENTS && !body.path("properties").has("value")) {
			this.result.warning(artifact, "The policy fragment has no policy.xml and is not used.");
			return;
		}
		this.result.add(read(id, body), new Source(artifact));
	}

	private Reading read(ResourceId id, JsonNode body) {
		return CertificateFacts.complete(ResourceReader.read(id, overlaid(id, body), Origin.FILE));
	}

	private JsonNode overlaid(ResourceId id, JsonNode body) {
		JsonNode overriding = this.overrides.properties().get(id);
		return (overriding != null) ? ResourceReader.overlay(id.type(), body, overriding) : body;
	}

	private void readSchema(ResourceId id, Artifact artifact) {
		try {
			Artifact information = this.parts.bodies().get(id);
			JsonNode body = (information != null) ? parse(information) : JsonNodeFactory.instance.objectNode();
			if (body != null) {
				this.result.add(read(id, SchemaReader.body(body, artifact)), new Source(artifact));
			}
		}
		catch (DocumentException ex) {
			this.result.error(artifact, ex);
		}
	}

	private void readPolicy(ResourceId id, Artifact artifact) {
		ResourceId parent = id.parent();
		if (parent != null && parent.type() == ResourceType.OPERATIONS && !this.result.sources().containsKey(parent)) {
			this.result.warning(artifact,
					"The specification has no operation '" + parent.name() + "': its policy is not used.");
			return;
		}
		try {
			Artifact information = this.parts.bodies().get(id);
			JsonNode body = (information != null) ? parse(information) : JsonNodeFactory.instance.objectNode();
			if (body != null) {
				ObjectNode text = JsonNodeFactory.instance.objectNode();
				text.put("format", "rawxml");
				text.put("value", artifact.text());
				JsonNode whole = ResourceReader.overlay(id.type(), overlaid(id, body), text);
				this.result.add(ResourceReader.read(id, whole, Origin.FILE), new Source(artifact));
			}
		}
		catch (DocumentException ex) {
			this.result.error(artifact, ex);
		}
	}

	private void readLinks(Artifact artifact, ResourceId id) {
		JsonNode list = parse(artifact);
		ResourceType type = UnitParts.linkType(id, artifact.name());
		if (list == null || type == null) {
			return;
		}
		if (!list.isArray()) {
			this.result.error(artifact, "The file must hold an array of objects with a name.", null);
			return;
		}
		for (JsonNode item : list) {
			String name = item.isString() ? item.stringValue() : item.path("name").asString("");
			if (name.isEmpty()) {
				this.result.error(artifact, "Each object of the array must have a name.", null);
				continue;
			}
			ResourceId link = id.child(type.collection(), name);
			if (!this.parts.bodies().containsKey(link)) {
				Reading reading = ResourceReader.read(link, JsonNodeFactory.instance.objectNode(), Origin.FILE);
				this.result.add(reading, new Source(artifact));
			}
		}
	}

	private @Nullable JsonNode parse(Artifact artifact) {
		try {
			return artifact.json();
		}
		catch (DocumentException ex) {
			this.result.error(artifact, ex);
			return null;
		}
	}

}

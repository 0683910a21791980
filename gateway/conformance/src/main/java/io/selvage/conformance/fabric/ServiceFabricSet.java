package io.selvage.conformance.fabric;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.selvage.conformance.ConformanceSet;
import io.selvage.conformance.Report;
import io.selvage.conformance.Vectors;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.naming.NamingJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads every answer of the folder and compares what came out with what the file says.
 */
public final class ServiceFabricSet implements ConformanceSet {

	/** Which typed error each code of the naming service must become. */
	private static final Map<String, Class<? extends FabricException>> ERRORS = Map.ofEntries(
			Map.entry("FABRIC_E_SERVICE_DOES_NOT_EXIST", FabricException.ServiceDoesNotExist.class),
			Map.entry("FABRIC_E_NAME_DOES_NOT_EXIST", FabricException.NameDoesNotExist.class),
			Map.entry("FABRIC_E_PARTITION_NOT_FOUND", FabricException.PartitionDoesNotExist.class),
			Map.entry("FABRIC_E_APPLICATION_NOT_FOUND", FabricException.ApplicationDoesNotExist.class),
			Map.entry("FABRIC_E_INVALID_PARTITION_KEY", FabricException.InvalidPartitionKey.class),
			Map.entry("FABRIC_E_INVALID_NAME_URI", FabricException.InvalidName.class),
			Map.entry("E_INVALIDARG", FabricException.InvalidRequest.class),
			Map.entry("E_ACCESSDENIED", FabricException.AccessDenied.class),
			Map.entry("FABRIC_E_SERVICE_METADATA_MISMATCH", FabricException.MetadataMismatch.class),
			Map.entry("FABRIC_E_SERVICE_OFFLINE", FabricException.ServiceOffline.class),
			Map.entry("FABRIC_E_TIMEOUT", FabricException.Timeout.class),
			Map.entry("FABRIC_E_COMMUNICATION_ERROR", FabricException.Timeout.class),
			Map.entry("FABRIC_E_GATEWAY_NOT_REACHABLE", FabricException.Unreachable.class));

	@Override
	public String folder() {
		return "service-fabric";
	}

	@Override
	public List<Report> run(Path folder) throws IOException {
		List<Report> reports = new ArrayList<>();
		Report answers = new Report("service-fabric/answers");
		Report others = new Report("service-fabric/answers discovery does not read (well-formed only)");
		for (Path file : Vectors.files(folder, ".json")) {
			String name = folder.relativize(file).toString().replace('\\', '/');
			if (name.equals("index.json") || name.startsWith("clients/")) {
				continue;
			}
			JsonNode json = Vectors.read(file);
			if (json.has("cases")) {
				Report cases = new Report("service-fabric/" + name);
				json.get("cases").forEach((vector) -> check(cases, vector));
				reports.add(cases);
				continue;
			}
			byte[] body = Files.readAllBytes(file);
			RecordedAnswer answer = RecordedAnswer.of(json);
			if (answer != null) {
				answers.check(name, () -> answer.check(body, json));
			}
			else {
				others.check(name, () -> null);
			}
		}
		reports.add(0, answers);
		reports.add(others);
		return reports;
	}

	private static void check(Report report, JsonNode vector) {
		if (vector.has("address")) {
			report.check(vector.path("note").asString(vector.path("address").asString()),
					() -> Addresses.check(vector.path("address").asString(), vector.get("listeners")));
		}
		else {
			String code = vector.path("body").path("Error").path("Code").asString("without body");
			report.check(vector.path("status").asInt() + " " + code, () -> error(vector, code));
		}
	}

	private static @Nullable String error(JsonNode vector, String code) {
		JsonNode body = vector.path("body");
		byte[] bytes = (body.isMissingNode() || body.isNull()) ? new byte[0]
				: body.toString().getBytes(StandardCharsets.UTF_8);
		FabricException error = NamingJson.error(vector.path("status").asInt(), code, bytes);
		Class<? extends FabricException> expected = ERRORS.get(code);
		if (expected == null) {
			return "the runner does not know which error " + code + " should become";
		}
		return expected.isInstance(error) ? null
				: "became " + error.getClass().getSimpleName() + " instead of " + expected.getSimpleName();
	}

}

package io.selvage.conformance.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.selvage.conformance.ConformanceSet;
import io.selvage.conformance.Report;
import io.selvage.conformance.Vectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The vectors of the management contract, each tried over HTTP on a gateway with the
 * embedded store: bodies that are put, examples of the specification, answers and errors
 * of the real service, requests of Microsoft's clients, and whole trees of files.
 */
public final class ContractSet implements ConformanceSet {

	@Override
	public String folder() {
		return "apim-contract";
	}

	@Override
	public List<Report> run(Path folder) throws IOException {
		Map<String, Report> reports = new LinkedHashMap<>();
		try (ManagedGateway gateway = ManagedGateway.start(); LinkedDocuments documents = new LinkedDocuments()) {
			Checks checks = new Checks(gateway, documents);
			if (Files.exists(folder.resolve("index.json"))) {
				for (JsonNode entry : Vectors.read(folder.resolve("index.json"))) {
					String kind = entry.path("kind").asString("no kind");
					report(reports, kind).check(entry.path("file").asString("?"), checks.of(entry, folder));
				}
			}
			replay(reports, new ReplayCheck(gateway, documents), gateway, folder.resolve("sdk-requests.json"));
			OperationsCheck.run(report(reports, "operations"), gateway, folder.resolve("operations-2024-05-01.json"));
		}
		TreeCheck.run(report(reports, "apiops trees"), folder.resolve("apiops"));
		return List.copyOf(reports.values());
	}

	private static Report report(Map<String, Report> reports, String kind) {
		return reports.computeIfAbsent(kind, (name) -> new Report("apim-contract/" + name));
	}

	private static void replay(Map<String, Report> reports, ReplayCheck check, ManagedGateway gateway, Path file)
			throws IOException {
		if (!Files.exists(file)) {
			return;
		}
		Report report = report(reports, "sdk-request");
		gateway.clear();
		int number = 0;
		int polls = 0;
		for (JsonNode record : Vectors.read(file).path("records")) {
			number++;
			if (ReplayCheck.polls(record)) {
				polls++;
			}
			else {
				report.check("#" + number + " " + record.path("label").asString(), () -> check.run(record));
			}
		}
		check.refused().forEach((refusal) -> report.remark("refused, though a dummy took it: " + refusal));
		if (polls > 0) {
			report
				.remark(polls + " requests poll a dummy's operation, which does not exist: every write is synchronous");
		}
	}

	/**
	 * Chooses the check of a vector.
	 */
	private static final class Checks {

		private final PutCheck puts;

		private final AnswerCheck answers;

		private final CallCheck calls;

		private final ErrorCheck errors;

		Checks(ManagedGateway gateway, LinkedDocuments documents) {
			this.puts = new PutCheck(gateway, documents);
			this.errors = new ErrorCheck(gateway);
			this.answers = new AnswerCheck(gateway, this.errors);
			this.calls = new CallCheck(gateway, this.answers);
		}

		Callable<@Nullable String> of(JsonNode entry, Path folder) {
			String file = entry.path("file").asString("");
			return switch (entry.path("kind").asString("")) {
				case "put-request", "apiops-backend" -> () -> put(entry, folder);
				case "seed" -> () -> entry.has("path") ? put(entry, folder)
						: this.puts.run(ManagedGateway.SERVICE + "/backends/seed?api-version=2024-05-01",
								wrapped(Vectors.read(folder.resolve(file))), JsonNodeFactory.instance.objectNode());
				case "spec-example" ->
					() -> "PUT".equals(entry.path("method").asString("")) ? put(entry, folder) : this.calls.run(entry);
				case "response-fixture" -> () -> this.answers.run(Vectors.read(folder.resolve(file)),
						entry.path("status").asInt(200), "2024-05-01");
				// Of a range of versions, the first: names were older then.
				case "recorded-response" -> () -> this.answers.run(Vectors.read(folder.resolve(file)),
						entry.path("status").asInt(200), "2018-01-01");
				case "error" -> () -> this.errors.run(
						entry.path("body").isObject() ? entry.path("body") : Vectors.read(folder.resolve(file)),
						entry.path("status").asInt());
				default -> () -> "nothing is known of this kind";
			};
		}

		private @Nullable String put(JsonNode entry, Path folder) throws IOException {
			JsonNode body = entry.path("requestBody").isObject() ? entry.path("requestBody")
					: Vectors.read(folder.resolve(entry.path("file").asString()));
			return this.puts.run(entry.path("path").asString(), body,
					entry.path("expect").isObject() ? entry.path("expect") : JsonNodeFactory.instance.objectNode());
		}

		/** Some files hold the properties alone. */
		private static JsonNode wrapped(JsonNode content) {
			return (content.has("properties") && !content.has("url")) ? content
					: JsonNodeFactory.instance.objectNode().set("properties", content);
		}

	}

}

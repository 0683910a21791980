package io.selvage.charts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The chart lints, renders to manifests an API server accepts, and mounts the catalog
 * where the gateway looks for it.
 */
class ChartTests {

	private static final Path EVERYTHING = Manifests.CHART.resolve("ci/seed-values.yaml");

	@Test
	void lintsStrictly() {
		LintResult result = new Helm(Manifests.CHART).lint().strict().call();
		assertThat(result.isFailed()).as(() -> String.join("\n", result.getMessages())).isFalse();
	}

	@Test
	void everyObjectOfTheDefaultValuesIsAccepted() {
		assertAccepted(Manifests.render(Manifests.template()));
	}

	@Test
	void everyObjectWithAllOptionsOnIsAccepted() {
		assertAccepted(Manifests.render(Manifests.template().withValuesFile(EVERYTHING)));
	}

	@Test
	void theCatalogAppearsBelowItsFolderUnderItsOwnPaths() {
		Manifests manifests = Manifests.render(Manifests.template().withValuesFile(EVERYTHING));
		Object pod = Manifests.at(manifests.only("Deployment"), "spec", "template", "spec");
		Map<?, ?> volume = named((List<?>) Manifests.at(pod, "volumes"), "catalog");
		Map<?, ?> mount = named((List<?>) Manifests.at(pod, "containers", 0, "volumeMounts"), "catalog");
		Map<?, ?> configMap = manifests.all("ConfigMap")
			.stream()
			.filter((map) -> Manifests.at(map, "metadata", "name").equals("edge-selvage-catalog"))
			.findFirst()
			.orElseThrow();
		List<?> items = (List<?>) Manifests.at(volume, "configMap", "items");
		assertThat(values(items, "path")).containsExactly("backends/sfbackend/backendInformation.json",
				"named values/greeting/namedValueInformation.json", "policy.xml");
		assertThat(Set.copyOf(values(items, "key"))).isEqualTo(((Map<?, ?>) configMap.get("data")).keySet());
		Map<?, ?> directory = named((List<?>) Manifests.at(pod, "containers", 0, "env"), "SELVAGE_CATALOG_DIRECTORY");
		assertThat(mount.get("mountPath")).isEqualTo(directory.get("value"));
	}

	@Test
	void theGraceOfThePodCoversTheDrain() {
		Object spec = Manifests
			.at(Manifests.render(Manifests.template().set("drain.delaySeconds", 7).set("drain.timeoutSeconds", 20))
				.only("Deployment"), "spec", "template", "spec");
		assertThat(Manifests.at(spec, "terminationGracePeriodSeconds")).isEqualTo(32);
	}

	@Test
	void oneReplicaHasNoDisruptionBudget() {
		assertThat(Manifests.render(Manifests.template().set("replicaCount", 1)).all("PodDisruptionBudget")).isEmpty();
	}

	@Test
	void theContainerRunsWithoutPrivileges() {
		Object pod = Manifests.at(Manifests.render(Manifests.template()).only("Deployment"), "spec", "template",
				"spec");
		assertThat(Manifests.at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
		assertThat(Manifests.at(pod, "securityContext", "seccompProfile", "type")).isEqualTo("RuntimeDefault");
		Object container = Manifests.at(pod, "containers", 0, "securityContext");
		assertThat(Manifests.at(container, "allowPrivilegeEscalation")).isEqualTo(false);
		assertThat(Manifests.at(container, "readOnlyRootFilesystem")).isEqualTo(true);
		assertThat(Manifests.at(container, "capabilities", "drop")).isEqualTo(List.of("ALL"));
	}

	@Test
	void aMisspeltValueIsRefused(@TempDir Path folder) throws IOException {
		Path values = Files.writeString(folder.resolve("values.yaml"), "image:\n  repositry: x\n");
		assertThatThrownBy(() -> Manifests.template().withValuesFile(values).call()).hasMessageContaining("repositry");
	}

	@Test
	void twoSourcesOfTheCatalogAreRefused() {
		assertThatThrownBy(
				() -> Manifests.template().withValuesFile(EVERYTHING).set("catalog.existingConfigMap", "mine").call())
			.hasMessageContaining("not both");
	}

	private static void assertAccepted(Manifests manifests) {
		assertThat(manifests.objects()).isNotEmpty();
		for (Map<String, Object> object : manifests.objects()) {
			// There is no typed model of the Prometheus operator's resources here.
			if (!"ServiceMonitor".equals(object.get("kind"))) {
				assertThat(StrictManifest.problems(object))
					.as(() -> object.get("kind") + " " + Manifests.at(object, "metadata", "name"))
					.isEmpty();
			}
		}
	}

	private static List<Object> values(List<?> items, String name) {
		return items.stream().<Object>map((item) -> ((Map<?, ?>) item).get(name)).toList();
	}

	private static Map<?, ?> named(List<?> list, String name) {
		return list.stream()
			.map((element) -> (Map<?, ?>) element)
			.filter((element) -> name.equals(element.get("name")))
			.findFirst()
			.orElseThrow();
	}

}

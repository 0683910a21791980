package io.selvage.charts;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The checker itself must find what an API server refuses.
 */
class StrictManifestTests {

	private static final String DEPLOYMENT = """
			apiVersion: apps/v1
			kind: Deployment
			metadata: {name: a}
			spec:
			  replicas: 3
			  selector: {matchLabels: {a: b}}
			  template:
			    metadata: {labels: {a: b}}
			    spec:
			      containers:
			      - name: c
			        env: [{name: A, value: "1"}]
			        resources: {limits: {cpu: 100m}}
			""";

	@Test
	void aCorrectManifestHasNoProblems() {
		assertThat(StrictManifest.problems(load(DEPLOYMENT))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "'replicas: 3','replicas: \"3\"'", "'value: \"1\"','value: 1'", "'cpu: 100m','cpu: 1x'",
			"'{labels: {a: b}}','{labels: {a: true}}'", "'replicas: 3','replica: 3'",
			"'selector: {matchLabels: {a: b}}','paused: true'" })
	void aFaultIsFound(String right, String wrong) {
		assertThat(StrictManifest.problems(load(DEPLOYMENT.replace(right, wrong)))).isNotEmpty();
	}

	private static Map<String, Object> load(String yaml) {
		return new Yaml().load(yaml);
	}

}

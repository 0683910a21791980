package io.selvage.fabric.simulator.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.selvage.fabric.simulator.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SimulatorMainTests {

	private static Process run(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), SimulatorMain.class.getName()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	private static String finished(Process process) throws Exception {
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return output;
	}

	@Test
	void itRunsUntilItIsEnded(@TempDir Path directory) throws Exception {
		Path scenario = directory.resolve("scenario.json");
		Files.writeString(scenario, "{\"applications\":[{\"name\":\"App\",\"services\":[{\"name\":\"Svc\"}]}]}");
		Process process = run("--scenario", scenario.toString(), "--naming-port", "0", "--control-port", "0",
				"--certificates", directory.resolve("certificates").toString());
		Map<String, String> printed = new HashMap<>();
		BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		for (String line = output.readLine(); line != null && !line.equals("ready"); line = output.readLine()) {
			String[] words = line.split("\\s+", 2);
			printed.put(words[0], words[1]);
		}
		assertThat(printed).containsKeys("naming", "control", "service", "certificates");
		assertThat(Http.plain()
			.json(URI.create(printed.get("naming")), "/Applications?api-version=6.0")
			.at("/Items/0/Name")
			.asString()).isEqualTo("fabric:/App");
		assertThat(Http.plain().json(URI.create(printed.get("control")), "/state").at("/services/0/name").asString())
			.isEqualTo("fabric:/App/Svc");
		assertThat(directory.resolve("certificates/client.pfx")).exists();
		process.destroy();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aTakenPortIsNamed() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			Process process = run("--naming-port", String.valueOf(taken.getLocalPort()), "--control-port", "0");
			assertThat(finished(process)).contains("the cluster can't start")
				.contains(String.valueOf(taken.getLocalPort()));
			assertThat(process.exitValue()).isEqualTo(1);
		}
	}

	@Test
	void aBadScenarioIsExplained(@TempDir Path directory) throws Exception {
		Path scenario = directory.resolve("scenario.json");
		Files.writeString(scenario, "{\n  \"node\": 3\n}");
		Process process = run("--scenario", scenario.toString());
		assertThat(finished(process)).contains("scenario.json:2:").contains("unknown field; known are");
		assertThat(process.exitValue()).isEqualTo(2);
	}

	@Test
	void optionsAreCheckedOneByOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> Arguments.parse("--nodes", "3"))
			.withMessageContaining("unknown option '--nodes'");
		assertThatIllegalArgumentException().isThrownBy(() -> Arguments.parse("--naming-port", "99999"))
			.withMessageContaining("from 0 to 65535");
		assertThatIllegalArgumentException().isThrownBy(() -> Arguments.parse("--scenario"))
			.withMessageContaining("needs a value");
		Arguments arguments = Arguments.parse("--tls", "--control-port", "1");
		assertThat(arguments.tls()).isTrue();
		assertThat(arguments.controlPort()).isEqualTo(1);
		assertThat(arguments.namingPort()).isNull();
	}

}

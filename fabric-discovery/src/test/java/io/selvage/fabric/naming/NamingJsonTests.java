package io.selvage.fabric.naming;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.Partition;
import io.selvage.fabric.Resolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NamingJsonTests {

	private static final String TOKEN = "%7B%22PartitionId%22:%22489a56ff%22,%22FMVersion%22:%2235%22,%22StoreVersion%22:%2210%22,"
			+ "%22GenerationNumber%22:%7B%22Generation%22:%22132343400813026921%22,%22NodeId%22:%7B%22Id%22:%22e0%22%7D%7D%7D";

	private static final String ANSWER = """
			{"Name":"fabric:\\/App\\/Svc","PartitionInformation":{"ServicePartitionKind":"Singleton","Id":"489a56ff"},
			"Endpoints":[{"Kind":"StatefulPrimary","Address":"{\\"Endpoints\\":{\\"web\\":\\"http:\\\\/\\\\/h:1\\\\/base\\\\/\\"}}"},
			{"Kind":"StatefulAuxiliary","Address":"","New":[1]},{"Kind":"StatefulSecondary","Address":""}],
			"Version":"%s","Brand":{"new":true}}"""
		.formatted(TOKEN);

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void anAnswerIsReadAndItsTokenKeptByteForByte() {
		Resolution resolution = NamingJson.resolution(bytes(ANSWER), 77);
		assertThat(resolution.service().value()).isEqualTo("fabric:/App/Svc");
		assertThat(resolution.partition()).isEqualTo(Partition.singleton("489a56ff"));
		assertThat(resolution.version().token()).isEqualTo(TOKEN);
		assertThat(resolution.version().generation()).isEqualTo(132343400813026921L);
		assertThat(resolution.version().fmVersion()).isEqualTo(35);
		assertThat(resolution.confirmedNanos()).isEqualTo(77);
		assertThat(resolution.endpoints()).extracting(FabricEndpoint::kind)
			.containsExactly(EndpointKind.STATEFUL_PRIMARY, EndpointKind.UNKNOWN, EndpointKind.STATEFUL_SECONDARY);
		assertThat(resolution.primary()).satisfies((primary) -> {
			assertThat(primary.listener(null).basePath()).isEqualTo("/base");
			assertThat(primary.listener("WEB").join("/x")).isEqualTo("/base/x");
		});
		assertThat(resolution.endpoints().get(2).routable()).isFalse();
	}

	@Test
	void anAnswerCutOffAnywhereIsRefused() {
		byte[] whole = bytes(ANSWER);
		for (int length = 0; length < whole.length; length++) {
			byte[] part = java.util.Arrays.copyOf(whole, length);
			assertThatExceptionOfType(FabricException.InvalidAnswer.class)
				.isThrownBy(() -> NamingJson.resolution(part, 0));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					"Endpoints":[                     | "Endpoints":[],"X":[                | endpoints is empty
					"Endpoints":[                     | "Endpoints":[3,                     | Endpoints[0]
					"Kind":"StatefulPrimary"          | "Kind":null                         | Endpoints[0].Kind
					{\\"Endpoints\\"                  | {{\\"Endpoints\\"                   | address of a replica is not valid JSON
					"Singleton"                       | "Hexagonal"                         | 'Hexagonal'
					%22FMVersion%22:%2235%22          | %22FMVersion%22:%22x%22             | Version.FMVersion
					%22PartitionId%22:%22489a56ff     | %22PartitionId%22:%22489a56fe       | for partition 489a56fe
					%7B%22PartitionId                 | %7B%ZZPartitionId                   | percent-encoded
					"fabric:\\/App\\/Svc"             | "App"                               | Name: 'App'
					"Version"                         | "Varsion"                           | Version, it is missing
					"Brand"                           | "Version":"again","Brand"           | not valid JSON""")
	void anAnswerThatCanNotBeUsedIsRefusedAsAWholeNamingThePlace(String part, String instead, String message) {
		assertThat(ANSWER).contains(part);
		assertThatExceptionOfType(FabricException.InvalidAnswer.class)
			.isThrownBy(() -> NamingJson.resolution(bytes(ANSWER.replace(part, instead)), 0))
			.withMessageContaining(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "null", "true", "<html>", "{}", "{} {}", "\0", "[[[[[[[[" })
	void whatIsNoAnswerIsRefused(String text) {
		assertThatExceptionOfType(FabricException.InvalidAnswer.class)
			.isThrownBy(() -> NamingJson.resolution(bytes(text), 0));
	}

	@Test
	void oldClustersWriteKindsAsNumbers() {
		String old = ANSWER.replace("\"StatefulPrimary\"", "2").replace("\"Singleton\"", "1");
		assertThat(NamingJson.resolution(bytes(old), 0).endpoints().get(0).kind())
			.isEqualTo(EndpointKind.STATEFUL_PRIMARY);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			404 | FABRIC_E_SERVICE_DOES_NOT_EXIST     | ServiceDoesNotExist
			404 | FABRIC_E_NAME_DOES_NOT_EXIST        | NameDoesNotExist
			404 | FABRIC_E_PARTITION_NOT_FOUND        | PartitionDoesNotExist
			404 | FABRIC_E_APPLICATION_NOT_FOUND      | ApplicationDoesNotExist
			404 | FABRIC_E_SOMETHING_NEW              | NameDoesNotExist
			400 | FABRIC_E_INVALID_PARTITION_KEY      | InvalidPartitionKey
			400 | FABRIC_E_INVALID_NAME_URI           | InvalidName
			400 | E_INVALIDARG                        | InvalidRequest
			403 | E_ACCESSDENIED                      | AccessDenied
			409 | FABRIC_E_SERVICE_METADATA_MISMATCH  | MetadataMismatch
			502 | FABRIC_E_GATEWAY_NOT_REACHABLE      | Unreachable
			503 | FABRIC_E_SERVICE_OFFLINE            | ServiceOffline
			503 | FABRIC_E_NOT_READY                  | Unavailable
			503 | FABRIC_E_SERVICE_TOO_BUSY           | Unavailable
			503 | E_ABORT                             | Unavailable
			504 | FABRIC_E_TIMEOUT                    | Timeout
			504 | FABRIC_E_COMMUNICATION_ERROR        | Timeout
			504 | OPERATION_NOT_COMPLETE              | Timeout
			500 | FABRIC_E_INVALID_OPERATION          | ClusterError""")
	void everyErrorCodeHasItsType(int status, String code, String type) {
		FabricException error = NamingJson.error(status, code,
				bytes("{\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"What happened.\"}}"));
		assertThat(error.getClass().getSimpleName()).isEqualTo(type);
		assertThat(error.code()).isEqualTo(code);
		assertThat(error).hasMessageContaining("What happened.").hasMessageContaining(code);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			403 | Client certificate required | ClientCertificateRefused
			401 | Client certificate required | ClientCertificateRefused
			403 | -                           | ClientCertificateRefused
			403 | Unauthorized                | AccessDenied
			401 | Unauthorized                | AccessDenied
			404 | Not Found                   | NameDoesNotExist
			502 | Bad Gateway                 | Unreachable
			503 | -                           | Unavailable
			504 | -                           | Timeout
			500 | -                           | ClusterError""")
	void errorsWithoutABodyAreKnownByStatusAndReason(int status, String reason, String type) {
		assertThat(NamingJson.error(status, reason, new byte[0]).getClass().getSimpleName()).isEqualTo(type);
	}

	@Test
	void aNotFoundPageOfSomethingElseSaysNothingAboutTheService() {
		assertThat(NamingJson.error(404, "Not Found", bytes("<html>no such page</html>")))
			.isInstanceOf(FabricException.InvalidAnswer.class);
		assertThat(NamingJson.error(502, null, bytes("<html>proxy</html>")))
			.isInstanceOf(FabricException.Unreachable.class);
	}

	@Test
	void anErrorMessageCanNotForgeALogLine() {
		assertThat(NamingJson.error(500, null,
				bytes("{\"Error\":{\"Code\":\"X\",\"Message\":\"a\\r\\nFATAL b" + "x".repeat(5000) + "\"}}")))
			.message()
			.doesNotContain("\n", "\r")
			.hasSizeLessThan(400);
	}

	@Test
	void listsAndEntitiesAreRead() {
		Page<ApplicationInfo> applications = NamingJson.applications(bytes("""
				{"ContinuationToken":"fabric:/App","Items":[{"Name":"fabric:/App","TypeName":"T","TypeVersion":"1",
				"Parameters":[{"Key":"b","Value":"2"},{"Key":"a","Value":"1"}]}]}"""));
		assertThat(applications.last()).isFalse();
		assertThat(applications.items().get(0).parameters()).containsExactly(Map.entry("b", "2"), Map.entry("a", "1"));
		assertThat(NamingJson.properties(bytes("""
				{"Properties":[{"Name":"p","Value":{"Kind":"Int64","Data":"5"},"Metadata":{"TypeId":"Int64"}},
				{"Name":"q","Metadata":{"TypeId":"String"}}]}""")).items())
			.containsExactly(new NamedProperty("p", "Int64", "5"), new NamedProperty("q", "String", null));
		assertThat(NamingJson.description(bytes("""
				{"ServiceKind":"Stateful","ServiceName":"fabric:/A/S","ServiceTypeName":"T",
				"PartitionDescription":{"PartitionScheme":"Named","Count":2,"Names":["east us","west"]}}"""))
			.partitioning()
			.names()).containsExactly("east us", "west");
		assertThat(NamingJson.services(bytes("[]")).items()).as("api-version 1.0 lists plainly").isEmpty();
		assertThat(NamingJson
			.partition(
					bytes("""
							{"ServiceKind":"Stateful","PartitionInformation":{"ServicePartitionKind":"Named","Id":"x","Name":"east"},
							"PrimaryEpoch":{"ConfigurationVersion":"7","DataLossVersion":"9"}}"""))
			.epoch()).isEqualTo(new PartitionInfo.Epoch(9, 7));
	}

	@Test
	void whateverArrivesIsReadOrRefusedAndNothingElse() {
		List<Consumer<byte[]>> readers = List.of((body) -> NamingJson.resolution(body, 0), NamingJson::applications,
				NamingJson::services, NamingJson::partitions, NamingJson::replicas, NamingJson::serviceTypes,
				NamingJson::description, NamingJson::subNames, NamingJson::properties, NamingJson::name,
				NamingJson::clusterVersion, NamingJson::aadMetadata, (body) -> NamingJson.error(500, null, body));
		String everything = ANSWER.substring(0, ANSWER.length() - 1) + """
				,"Items":[{"Name":"fabric:/A","TypeName":"T","ServiceKind":"Stateful","ReplicaId":"1","Address":"",
				"PartitionInformation":{"ServicePartitionKind":"Int64Range","Id":"x","LowKey":"-1","HighKey":"1"},
				"ServiceTypeDescription":{"ServiceTypeName":"S","Extensions":[{"Key":"k","Value":"v"}]}}],
				"ServiceName":"fabric:/A/S","ServiceKind":"Stateful","SubNames":["fabric:/A/B"],
				"PartitionDescription":{"PartitionScheme":"UniformInt64Range","Count":2,"LowKey":"0","HighKey":"9"},
				"Properties":[{"Name":"p","Value":{"Kind":"String","Data":"d"}}],"type":"aad","metadata":{"a":"b"},
				"Error":{"Code":"FABRIC_E_TIMEOUT","Message":"m"}}""";
		byte[] whole = bytes(everything);
		Random random = new Random(20261125);
		byte[] spice = bytes("\"\\{}[]:,0-9eE.tfn\u0000 %/~\u00e4");
		for (int round = 0; round < 5_000; round++) {
			byte[] mutated = whole.clone();
			for (int change = random.nextInt(4); change >= 0; change--) {
				int at = random.nextInt(mutated.length);
				int length = Math.min(1 + random.nextInt(6), mutated.length - at);
				for (int i = 0; i < length; i++) {
					mutated[at + i] = spice[random.nextInt(spice.length)];
				}
			}
			for (Consumer<byte[]> reader : readers) {
				try {
					reader.accept(mutated);
				}
				catch (FabricException.InvalidAnswer ex) {
					assertThat(ex).message().isNotBlank();
				}
			}
		}
		readers.forEach((reader) -> reader.accept(whole));
	}

	@Test
	void manifestLabelsAreReadAndHostileXmlIsNot() {
		assertThat(ManifestLabels
			.read("<Labels xmlns=\"urn:x\"><Label Key=\"a.b\">1 &amp; 2</Label><Label Key=\"c\"/></Labels>"))
			.containsExactly(Map.entry("a.b", "1 & 2"), Map.entry("c", ""));
		assertThatThrownBy(
				() -> ManifestLabels.read("<Labels><Label Key='a'>1</Label>\n<Label Key='a'>2</Label></Labels>"))
			.hasMessageContaining("'a'")
			.hasMessageContaining("line 2");
		assertThatThrownBy(() -> ManifestLabels.read("<Labels><Label>1</Label></Labels>")).hasMessageContaining("Key");
		assertThatThrownBy(() -> ManifestLabels.read("<Labels>")).hasMessageContaining("not well-formed");
		assertThatThrownBy(() -> ManifestLabels.read(
				"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><Labels><Label Key='a'>&e;</Label></Labels>"))
			.isInstanceOf(FabricException.InvalidAnswer.class);
	}

}

package io.selvage.catalog.secret;

import java.util.Arrays;
import java.util.List;

import io.selvage.catalog.resource.ContractJson;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is not known beside secrets is kept as they are.
 */
class ResourceSealerTests {

	private static final String CLEAR = "{\"url\":\"http://b.example\",\"other\":{\"n\":1234567},"
			+ "\"credentials\":{\"header\":{\"x\":[\"canary\"]},\"pin\":1234567,\"new\":{\"key\":\"canary\","
			+ "\"list\":[7654321,-1.50,\"canary\",true,null,12345678901234567890,\"7\"]}}}";

	private static final EncryptionKey OLD = key(1);

	private static final EncryptionKey NEW = key(2);

	private final ResourceSealer sealer = new ResourceSealer(new Envelope(new KeyRing(List.of(OLD))));

	private final ResourceSealer newer = new ResourceSealer(new Envelope(new KeyRing(List.of(NEW, OLD))));

	private static EncryptionKey key(int fill) {
		byte[] bytes = new byte[EncryptionKey.BYTES];
		Arrays.fill(bytes, (byte) fill);
		return EncryptionKey.of(bytes);
	}

	private static Resource backend(String properties) {
		return new Resource(ResourceId.parse("/backends/b"), (ObjectNode) ContractJson.parse(properties));
	}

	/** As a store gives it back: written and read. */
	private static Resource stored(ObjectNode properties) {
		return backend(properties.toString());
	}

	@Test
	void textsAndNumbersAreSealedAndOpenedAsWhatTheyWere() {
		ObjectNode sealed = this.sealer.seal(backend(CLEAR));
		assertThat(sealed.path("credentials").toString()).doesNotContain("canary", "1234567", "7654321", "1.5");
		assertThat(sealed.at("/other/n").intValue()).isEqualTo(1234567);
		assertThat(this.sealer.open(stored(sealed)).properties()).hasToString(CLEAR);
	}

	@Test
	void whatEarlierVersionsLeftInClearIsOpenedAsItIs() {
		String earlier = "{\"credentials\":{\"pin\":1234567,\"new\":[\"canary\"]}}";
		assertThat(this.sealer.open(backend(earlier)).properties()).hasToString(earlier);
	}

	@Test
	void rotationSealsWhatIsInClearAndLeavesWhatHasTheKey() {
		ObjectNode rotated = this.sealer.rotate(backend("{\"credentials\":{\"pin\":1234567,\"new\":[\"canary\"]}}"));
		assertThat(rotated.toString()).doesNotContain("canary", "1234567");
		assertThat(this.sealer.rotate(stored(rotated))).isEqualTo(rotated);
	}

	@Test
	void anotherKeyOpensWhatWasRotatedAndTheOldOneNoLonger() {
		ObjectNode rotated = this.newer.rotate(stored(this.sealer.seal(backend(CLEAR))));
		assertThat(rotated.toString()).doesNotContain(OLD.id());
		assertThat(this.newer.open(stored(rotated)).properties()).hasToString(CLEAR);
		assertThatThrownBy(() -> this.sealer.open(stored(rotated))).isInstanceOf(SecretException.class);
	}

	@Test
	void aSealedNumberIsNoSealedText() {
		ObjectNode sealed = this.sealer.seal(backend("{\"credentials\":{\"pin\":1234567}}"));
		String number = sealed.at("/credentials/pin").stringValue();
		ObjectNode forged = (ObjectNode) ContractJson
			.parse("{\"credentials\":{\"pin\":\"" + number.substring("number:".length()) + "\"}}");
		assertThatThrownBy(() -> this.sealer.open(stored(forged))).isInstanceOf(SecretException.class)
			.hasMessageContaining("changed or moved");
	}

	@Test
	void aTextThatLooksLikeASealedNumberStaysText() {
		String looks = "{\"credentials\":{\"pin\":\"number:enc:v1:a:b:c\"}}";
		JsonNode sealed = this.sealer.seal(backend(looks));
		assertThat(this.sealer.open(stored((ObjectNode) sealed)).properties()).hasToString(looks);
	}

}

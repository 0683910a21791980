package io.selvage.charts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import org.yaml.snakeyaml.Yaml;

/**
 * The chart, rendered. Hooks and cluster look-ups play no part, so this is what
 * {@code helm template} prints.
 */
record Manifests(List<Map<String, Object>> objects) {

	static final Path CHART = Path.of("selvage").toAbsolutePath();

	static TemplateCommand template() {
		return new Helm(CHART).template().withName("edge").withNamespace("gateways").withKubeVersion("1.31.0");
	}

	@SuppressWarnings("unchecked")
	static Manifests render(TemplateCommand command) {
		List<Map<String, Object>> objects = new ArrayList<>();
		for (Object document : new Yaml().loadAll(command.call())) {
			if (document != null) {
				objects.add((Map<String, Object>) document);
			}
		}
		return new Manifests(objects);
	}

	Map<String, Object> only(String kind) {
		List<Map<String, Object>> found = all(kind);
		if (found.size() != 1) {
			throw new AssertionError(found.size() + " objects of kind " + kind);
		}
		return found.get(0);
	}

	List<Map<String, Object>> all(String kind) {
		return this.objects.stream().filter((object) -> kind.equals(object.get("kind"))).toList();
	}

	/**
	 * Walks into a manifest: names for maps, numbers for lists.
	 */
	static Object at(Object root, Object... path) {
		Object here = root;
		for (Object step : path) {
			here = (step instanceof Integer index) ? ((List<?>) here).get(index) : ((Map<?, ?>) here).get(step);
		}
		return here;
	}

}

import java.io.File;
import org.semanticweb.HermiT.Configuration;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;

/** Prints for each file, a case together with the ontology, whether it is consistent. One process for all. */
public class Refute {
    public static void main(String[] files) throws Exception {
        Configuration settings = new Configuration();
        settings.ignoreUnsupportedDatatypes = true; // OWL 2 DL has no xsd:date
        settings.throwInconsistentOntologyException = false;
        for (String file : files) {
            OWLOntology whole = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(file));
            boolean consistent = new Reasoner(settings, whole).isConsistent();
            System.out.println(new File(file).getName() + "\t" + (consistent ? "consistent" : "refuted"));
        }
    }
}

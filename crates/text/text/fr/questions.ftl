# La question en tête d’une explication, et ce qui entoure sa réponse.

question-may_open_account = Le compte de cette entreprise peut-il être ouvert le { $as_of } ?
question-may_add_location = Un emplacement peut-il être ajouté le { $as_of } ?
question-may_link_tenant = Le locataire { $subject } peut-il être associé le { $as_of } ?
question-may_state_attainment = L’obtention de la compétence { $subject } peut-elle être constatée le { $as_of } ?
question-may_buy = L’offre { $subject } peut-elle être achetée le { $as_of } ?
question-may_renew = L’adhésion { $subject } peut-elle être renouvelée le { $as_of } ?
question-may_show_code = Le code du jeton { $subject } peut-il être affiché le { $as_of } ?
question-may_redeem = Le jeton { $subject } peut-il être utilisé de cette façon le { $as_of } ?
question-may_replace = Le jeton { $subject } peut-il être remplacé, si on le demande le { $as_of } ?
question-may_decide = La demande de remplacement { $subject } peut-elle recevoir cette réponse le { $as_of } ?
question-may_decide_override = La dérogation { $subject } peut-elle recevoir cette décision le { $as_of } ?
question-may_reveal = La clé de produit { $subject } peut-elle être affichée le { $as_of } ?
question-may_activate_key = La clé de produit { $subject } peut-elle activer cette machine le { $as_of } ?
question-may_assign = Un poste du lot { $subject } peut-il être attribué à cette personne le { $as_of } ?
question-may_activate_seat = Le poste attribué sous { $subject } peut-il être activé le { $as_of } ?
question-may_unassign = Le poste attribué sous { $subject } peut-il être repris le { $as_of } ?
question-may_confirm = Le retrait du logiciel { $subject } peut-il être confirmé le { $as_of } ?
question-may_use = Peut-on utiliser { $subject } le { $as_of } ?
question-why_held = D’où vient l’avantage { $subject }, détenu le { $as_of } ?
question-which_state = Dans quel état est l’adhésion { $subject } le { $as_of } ?

answer-yes = oui
answer-no = non
answer-not_yet = pas encore
answer-over = plus maintenant
answer-not_evaluated = sans objet
answer-withheld = non communiqué
answer-value = constat

answer-after-question = { $text } Réponse : { $answer }.
answer-before-fact = [{ $answer }] { $text }
answer-what-helps = Ce qui aiderait : { $remedy }
answer-changes-on = Si personne n’agit, cela change le { $day }.
question-may_block_key = La clé de produit { $subject } peut-elle être bloquée le { $as_of } ?
question-may_unblock_key = Le blocage de la clé de produit { $subject } peut-il être levé le { $as_of } ?
question-may_change_roles = Les rôles de { $subject } peuvent-ils être changés le { $as_of } ?
question-may_correct_person = { $subject } : la fiche de l’annuaire peut-elle être corrigée le { $as_of } ?
question-may_take_out = { $subject } : le retrait de l’annuaire est-il possible le { $as_of } ?
